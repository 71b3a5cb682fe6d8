use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::ContentHash;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde_json::{Value, json};

/// What lies before a key of P-256 in the form in which browsers hand it over.
const P256: &[u8] = b"\x30\x59\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07\x03\x42\x00";

/// A device with a passkey, and the browser before it: answers what a page
/// asks as the two do together, signatures included.
pub struct Device {
    key: EcdsaKeyPair,
    credential: Vec<u8>,
    user: String,
    /// Where the browser says that it is.
    pub origin: String,
    /// The host that the device speaks to.
    pub host: String,
    /// What the device says of its owner: there (1), and made sure of (4).
    pub flags: u8,
    /// How often the key was used.
    pub count: u32,
}

impl Device {
    /// A device on a page of this origin.
    pub fn at(origin: &str, host: &str) -> Self {
        let random = SystemRandom::new();
        let algorithm = &ECDSA_P256_SHA256_ASN1_SIGNING;
        let document = EcdsaKeyPair::generate_pkcs8(algorithm, &random).expect("a key");
        let key = EcdsaKeyPair::from_pkcs8(algorithm, document.as_ref(), &random);
        let key = key.expect("the same key");
        Self {
            credential: ContentHash::of(key.public_key().as_ref())
                .as_bytes()
                .to_vec(),
            key,
            user: String::new(),
            origin: origin.to_owned(),
            host: host.to_owned(),
            flags: 5,
            count: 0,
        }
    }

    /// Makes a passkey as it is asked to.
    pub fn create(&mut self, options: &Value) -> String {
        self.user = options["user"]["id"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        let mut said = self.said(self.flags | 0x40);
        said.extend([0; 16]);
        said.extend(
            u16::try_from(self.credential.len())
                .expect("short")
                .to_be_bytes(),
        );
        said.extend(&self.credential);
        let public = [P256, self.key.public_key().as_ref()].concat();
        json!({
            "id": written(&self.credential), "rawId": written(&self.credential), "type": "public-key",
            "response": {
                "clientDataJSON": written(self.client("webauthn.create", options).as_bytes()),
                "authenticatorData": written(&said),
                "publicKey": written(&public),
                "publicKeyAlgorithm": -7,
            },
        })
        .to_string()
    }

    /// Signs in as it is asked to.
    pub fn answer(&mut self, options: &Value) -> String {
        self.count += 1;
        let (said, client) = (self.said(self.flags), self.client("webauthn.get", options));
        let signed = [
            said.as_slice(),
            ContentHash::of(client.as_bytes()).as_bytes(),
        ]
        .concat();
        let signature = self.key.sign(&SystemRandom::new(), &signed);
        json!({
            "id": written(&self.credential), "rawId": written(&self.credential), "type": "public-key",
            "response": {
                "clientDataJSON": written(client.as_bytes()),
                "authenticatorData": written(&said),
                "signature": written(signature.expect("a signature").as_ref()),
                "userHandle": self.user,
            },
        })
        .to_string()
    }

    fn said(&self, flags: u8) -> Vec<u8> {
        let mut said = ContentHash::of(self.host.as_bytes()).as_bytes().to_vec();
        said.push(flags);
        said.extend(self.count.to_be_bytes());
        said
    }

    fn client(&self, kind: &str, options: &Value) -> String {
        json!({"type": kind, "challenge": options["challenge"], "origin": self.origin}).to_string()
    }
}

fn written(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
