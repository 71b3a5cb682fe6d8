use crate::{Dice, TestClock, Visitor};
use app::audit::Signer;
use app::companies::CompanySettings;
use app::imports::{self, ItemReport, Options, Summary};
use app::mail::Post;
use app::organisations::{self, NewOrganisation, Organisation};
use app::people::{self, NewInvitation, NewPerson, Origin};
use app::pictures::{Hands, Studio};
use app::webhooks::{Direct, Patience};
use app::{App, Ctx, OverHttp};
use domain::{CompanyId, Role};
use jiff::Timestamp;
use std::sync::Arc;
use std::time::Duration;
use store::Store;
use store::port::Company;
use tempfile::TempDir;

/// The address of the administrator of every test organisation.
pub const EMAIL: &str = "kari@nord.example";
/// The administrator's password.
pub const PASSWORD: &str = "correct horse battery";

/// A whole Utsyn on a fresh record, with one organisation. The directory goes
/// when it is dropped.
pub struct Installation {
    /// The verbs.
    pub app: Arc<App>,
    /// The clock that the app goes by.
    pub clock: Arc<TestClock>,
    /// The organisation.
    pub organisation: Organisation,
    store: Arc<dyn Store>,
    directory: TempDir,
}

impl Installation {
    /// A fresh record with the organisation `nord`, on 23 November 2026 at
    /// noon in Oslo.
    pub async fn fresh() -> Self {
        Self::fresh_with(Post::default()).await
    }

    /// The same with letters going out this way.
    pub async fn fresh_with(post: Post) -> Self {
        let moment: Timestamp = "2026-11-23T11:00:00Z".parse().expect("a moment");
        let directory = TempDir::new().expect("a temporary directory");
        let clock = Arc::new(TestClock::at(moment));
        let store = store::open_sqlite(directory.path())
            .await
            .expect("a fresh record");
        // The files of tests are known; drawing them here needs no binary.
        let studio = Studio::new(
            Hands::Here,
            press::draw,
            Some(directory.path().join("pictures")),
        );
        let store: Arc<dyn Store> = Arc::new(store);
        let app = App::new(Arc::clone(&store), clock.clone(), Arc::new(Dice::seeded(1)))
            .with_pictures(studio)
            .with_signer(Signer::File(directory.path().join("audit.key")))
            .with_outbound(Arc::new(OverHttp::default()))
            .with_courier(Arc::new(courier()))
            .with_export_files(files(directory.path()))
            .with_datasets(files(&directory.path().join("datasets")))
            .with_post(post)
            .with_words(Arc::new(web::PortalWords));
        let organisation = add_organisation(&app, "nord", EMAIL).await;
        Self {
            app: Arc::new(app),
            clock,
            organisation,
            store,
            directory,
        }
    }

    /// Another company of the organisation.
    pub async fn add_company(&self, name: &str, number: &str) -> CompanyId {
        let company = Company {
            id: CompanyId::from_parts(1_795_431_600_000, [7; 10]),
            number: Some(number.to_owned()),
            name: name.to_owned(),
            accounts: Vec::new(),
            kid_algorithm: domain::kid::Algorithm::Either,
        };
        let id = company.id;
        let added = self
            .store
            .add_company(self.organisation.id, company, CompanySettings::default())
            .await;
        added.expect("a new company");
        id
    }

    /// Another organisation in the same record, with its own administrator.
    pub async fn neighbour(&self, slug: &str, email: &str) -> Organisation {
        add_organisation(&self.app, slug, email).await
    }

    /// The directory of the record.
    pub fn directory(&self) -> &std::path::Path {
        self.directory.path()
    }

    /// The view of an operator on the organisation.
    pub fn ctx(&self) -> Ctx {
        organisations::operator(&self.app, &self.organisation)
    }

    /// Takes in files, given as names and contents.
    pub async fn import(&self, files: &[(&str, &[u8])]) -> (Summary, Vec<ItemReport>) {
        let files = files
            .iter()
            .map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()));
        let incoming = imports::from_uploads(files.collect());
        let mut items = Vec::new();
        let mut report = |item| items.push(item);
        let summary = imports::receive(
            &self.app,
            &self.ctx(),
            incoming.into_iter(),
            &Options::default(),
            &mut report,
        )
        .await
        .expect("files can be taken in");
        (summary, items)
    }

    /// Somebody who has just opened the portal.
    pub fn visitor(&self) -> Visitor {
        Visitor::new(web::router(Arc::clone(&self.app)))
    }

    /// The administrator, signed in.
    pub async fn signed_in(&self) -> Visitor {
        let mut visitor = self.visitor();
        visitor.sign_in(EMAIL, PASSWORD).await;
        visitor
    }

    /// Somebody with this role, who was invited, came, and signed in; limited
    /// to companies where some are named.
    pub async fn colleague(
        &self,
        email: &str,
        role: Role,
        companies: Option<Vec<CompanyId>>,
    ) -> Visitor {
        let new = NewInvitation {
            email: email.to_owned(),
            name: format!("Ola {role}"),
            role,
            companies,
        };
        let invited = people::invite(&self.app, &self.ctx(), new).await;
        let secret = invited.expect("an invitation").secret;
        people::redeem_letter(&self.app, &Origin::default(), &secret, PASSWORD)
            .await
            .expect("a letter that lets in");
        let mut visitor = self.visitor();
        visitor.sign_in(email, PASSWORD).await;
        visitor
    }

    /// Serves the portal on a free port of this machine until the test ends.
    pub async fn serve(&self) -> String {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a free port");
        self.serve_on(listener)
    }

    /// The same on a port that was taken before.
    pub fn serve_on(&self, listener: tokio::net::TcpListener) -> String {
        let address = listener.local_addr().expect("an address");
        let router = web::router(Arc::clone(&self.app));
        tokio::spawn(async move { axum::serve(listener, router).await });
        format!("http://localhost:{}", address.port())
    }
}

fn files(directory: &std::path::Path) -> store::Files {
    let depot = store::Depot::Directory(directory.to_owned());
    store::Files::open(&depot).expect("a place for files")
}

/// Goes to receivers on this machine, and to nothing else that tests have; it
/// is impatient, so that tests of those that hang are short.
fn courier() -> Direct {
    let here = "127.0.0.0/8".parse().expect("a network");
    let patience = Patience {
        connect: Duration::from_millis(500),
        all: Duration::from_millis(1_500),
    };
    Direct::new(vec![here], patience)
}

async fn add_organisation(app: &App, slug: &str, email: &str) -> Organisation {
    let new = NewOrganisation {
        slug: slug.to_owned(),
        name: format!("{slug} AS"),
        company_number: None,
        admin: NewPerson {
            email: email.to_owned(),
            name: "Kari Nordmann".to_owned(),
            password: Some(PASSWORD.to_owned()),
        },
    };
    organisations::init(app, new)
        .await
        .expect("a new organisation")
        .organisation
}
