use super::{head, read_answer, read_job, write_answer};
use crate::Language;
use crate::card::placeholder;
use crate::worker::{Confinement, Job, Made, Reason, Refusal, Want};

const WALLS: Confinement = Confinement {
    landlock: true,
    namespaces: false,
    system_calls: true,
};

fn picture(media_type: &str) -> Made {
    Made {
        media_type: media_type.to_owned(),
        pages: 3,
        width_px: 4,
        height_px: 5,
        bytes: vec![1, 2, 3],
    }
}

#[test]
fn a_job_arrives_as_it_was_sent() {
    let sheet = placeholder(Language::Bokmaal, "Å", "Ø");
    for job in [Job::Pdf, Job::Image, Job::Sheet(Box::new(sheet))] {
        let want = Want::Png {
            page: 2,
            width_px: 9,
        };
        let mut sent = head(&job, want);
        sent.extend([7, 8, 9]);
        assert_eq!(read_job(&sent[..]).unwrap(), (job, want, vec![7, 8, 9]));
    }
}

#[test]
fn an_answer_arrives_as_it_was_given() {
    let refusal = Refusal::no_such_page(4, 3);
    for answer in [Ok(picture("image/png")), Err(refusal)] {
        let mut sent = Vec::new();
        write_answer(&mut sent, WALLS, &answer).unwrap();
        assert_eq!(read_answer(&sent), Some((WALLS, answer)));
    }
}

#[test]
fn an_answer_of_a_kind_that_could_do_harm_is_not_believed() {
    let mut sent = Vec::new();
    write_answer(&mut sent, WALLS, &Ok(picture("text/html"))).unwrap();
    let (_, answer) = read_answer(&sent).unwrap();
    assert_eq!(answer.unwrap_err().reason, Reason::Forbidden);
}

#[test]
fn half_an_answer_is_none() {
    let mut sent = Vec::new();
    write_answer(&mut sent, WALLS, &Ok(picture("image/png"))).unwrap();
    for end in 0..sent.len() - 3 {
        assert_eq!(read_answer(&sent[..end]), None, "{end}");
    }
    assert_eq!(read_answer(&u32::MAX.to_le_bytes()), None);
}
