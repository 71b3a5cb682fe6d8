//! Documents: the list, one of them, and the list as a file.

mod bar;
mod cells;
mod chip;
mod choose;
mod columns;
mod comment;
mod edit;
mod export;
mod export_file;
mod fault;
mod file;
mod follow_up;
mod list;
mod picture;
mod saved;
mod search_help;
mod show;
mod state;
mod timeline;
mod value;

pub(crate) use bar::Bar;
pub(crate) use chip::{company_value, is_called, words as term_words};
pub(crate) use choose::DOCUMENT;
pub(crate) use comment::{add as add_comment, edit as edit_comment};
pub(crate) use edit::{Edited, edited};
pub(crate) use export::export;
pub(crate) use export_file::export_file;
pub(crate) use file::{attachment, hand_out, hand_out_content, hand_out_pieces, original};
pub(crate) use follow_up::{ask_for_resend, close as close_follow_up, open as open_follow_up};
pub(crate) use list::{list, names, not_understood};
pub(crate) use picture::{page as picture_page, paper as picture_file, thumbnail};
pub(crate) use show::show;
pub(crate) use state::{ListState, NotUnderstood};
pub(crate) use value::Names;
