//! What every engine has to do, written once against the port.
//!
//! A case is an `async fn` that gets a fresh record and asks it as any caller
//! would. [`every_case`] lists them all and gives each its own test name per
//! engine, so that a failure says which case of which engine. Another engine
//! is one more line at the end.

mod annotation;
mod api_key;
mod audit;
mod backup;
mod bulk;
mod comment;
mod company;
mod condition;
mod credit;
mod customer;
mod document;
mod door;
mod erasing;
mod errand;
mod export;
mod extract;
mod factor;
pub(crate) mod fixture;
mod follow_up;
mod import;
mod job;
mod letter;
mod link;
mod mandate;
mod organisation;
mod original;
mod payment;
mod person;
mod price;
mod reception;
mod report;
mod resend;
mod sequence;
pub(crate) mod server;
mod standing;
mod telling;
mod tenant;
mod undo;
mod upkeep;
mod view;
mod waiting;
mod webhook;

use crate::Store;
use std::sync::Arc;

/// A record that is empty and goes away when it is dropped.
struct Fresh {
    store: Arc<dyn Store>,
    _directory: tempfile::TempDir,
    _database: Option<server::Database>,
}

async fn fresh_sqlite() -> Option<Fresh> {
    let directory = tempfile::tempdir().unwrap();
    let store = crate::open_sqlite(&directory.path().join("record"))
        .await
        .unwrap();
    Some(Fresh {
        store: Arc::new(store),
        _directory: directory,
        _database: None,
    })
}

/// None where there is no server to test against, which is said.
async fn fresh_postgres() -> Option<Fresh> {
    let database = server::database().await?;
    let directory = tempfile::tempdir().unwrap();
    let originals = crate::Depot::Directory(directory.path().join("originals"));
    let store = crate::open_postgres(&database.url(), &originals)
        .await
        .unwrap();
    Some(Fresh {
        store: Arc::new(store),
        _directory: directory,
        _database: Some(database),
    })
}

macro_rules! tests_of {
    ($engine:ident: $fresh:ident; $($noun:ident { $($case:ident,)+ })+) => {
        mod $engine {$(
            mod $noun {$(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $case() {
                    let Some(fresh) = crate::conformance::$fresh().await else {
                        return;
                    };
                    crate::conformance::$noun::$case(std::sync::Arc::clone(&fresh.store)).await;
                }
            )+}
        )+}
    };
}

macro_rules! every_case {
    ($engine:ident: $fresh:ident) => {
        tests_of! {
            $engine: $fresh;
            organisation {
                a_short_name_is_taken_once,
                organisations_are_found_and_listed_by_short_name,
                an_organisation_is_changed_and_set_up,
            }
            company {
                companies_come_back_in_the_order_they_were_added,
                a_number_is_taken_once_in_an_organisation,
                companies_without_a_number_do_not_collide,
                a_company_is_changed_and_keeps_its_place,
                what_is_set_for_a_company_comes_back,
            }
            customer {
                the_same_key_is_one_customer_whose_newest_name_holds,
                silence_about_a_customer_erases_nothing,
                customers_are_paged_in_the_order_they_were_written,
                customers_come_in_the_order_asked,
                customers_are_paged_by_id,
            }
            document {
                a_document_comes_back_as_it_was_recorded,
                documents_are_found_by_number_newest_first,
                a_fact_is_appended_once_by_its_key,
                facts_for_unknown_documents_are_left_out,
            }
            import {
                recording_twice_changes_nothing,
                a_duplicate_with_news_is_stored,
                the_same_key_with_other_content_is_rejected,
                a_number_used_again_is_a_warning,
                the_same_batch_from_eight_tasks_is_one_of_each,
                outcomes_add_up_to_items,
                a_resumed_file_gets_the_same_answers,
                a_file_in_pieces_is_complete_with_its_last,
                files_are_paged_newest_first,
                items_are_listed_by_outcome_and_position,
                a_mandate_is_told_once,
                the_records_own_source_is_not_for_files,
                an_organisation_that_is_unknown_takes_nothing,
            }
            sequence {
                the_log_has_no_gaps_after_many_at_once,
                the_log_has_no_gaps_after_a_job_that_failed,
                the_change_feed_is_paged_without_a_gap,
            }
            standing {
                standings_are_paged_by_place_and_move_to_the_end,
                long_lists_are_what_looking_up_finds,
                standings_come_in_the_order_asked,
                folding_anew_finds_nothing_to_correct,
                standings_are_the_fold_of_the_events,
            }
            payment {
                a_payment_finds_its_document_by_kid,
                a_payment_before_its_invoice_waits_for_it,
                a_payment_is_told_once,
                an_account_that_contradicts_is_no_match,
                a_document_without_an_account_is_matched_by_kid_alone,
                a_kid_shared_by_several_goes_to_the_one_exactly_paid,
                the_same_amount_twice_in_one_batch_pays_two_documents,
                another_currency_is_never_matched,
                a_credit_note_with_the_kid_is_never_paid,
                matching_by_hand_and_undoing_and_again,
                what_a_person_took_apart_stays_apart,
                a_person_cannot_match_what_cannot_be,
                payments_are_paged_newest_first,
                payments_are_filtered_and_counted,
                a_payment_is_of_the_company_of_its_document_or_its_account,
                letters_of_every_language_are_found_in_any_case,
                sums_never_overflow,
                suggestions_are_what_is_outstanding_exactly,
            }
            telling {
                a_line_that_is_the_sum_of_a_file_is_explained_by_it,
                a_payment_told_by_two_systems_counts_once,
                what_one_system_tells_twice_is_two_payments,
                in_doubt_two_payments_stay_two_and_one_counts,
                a_person_says_that_two_payments_are_two,
                payments_of_other_money_are_never_made_one,
                whatever_the_order_money_counts_exactly_once,
                in_doubt_money_never_counts_twice_in_any_order,
            }
            reception {
                a_file_that_never_ends_is_counted_only_when_alone,
                an_upload_belongs_to_one_reader_until_its_lease_runs_out,
                a_mapping_is_remembered_by_shape,
                known_keys_are_found,
                uploads_that_wait_and_are_read_are_counted,
            }
            undo {
                what_an_import_brought_goes_and_comes_anew,
                what_others_stand_on_stays,
                undoing_what_was_told_leaves_the_documents_of_others,
                of_a_payment_told_twice_one_telling_goes,
                anothers_import_is_not_undone,
            }
            credit {
                a_credit_note_credits_its_invoice,
                a_credit_note_before_its_invoice_waits_for_it,
                a_credit_note_that_names_several_credits_none,
                another_customers_invoice_is_not_credited,
                another_currency_is_not_credited,
            }
            waiting {
                an_event_before_its_document_waits_for_it,
                every_way_to_name_a_document_finds_it,
                the_mail_that_carried_a_document_names_it,
                a_number_of_two_documents_finds_neither,
                a_kid_kept_for_ever_means_the_newest_unpaid,
                an_empty_name_names_nothing,
                an_event_that_waits_is_known_when_it_comes_again,
            }
            condition {
                a_change_comes_about_only_as_it_was_seen,
                of_many_who_saw_the_same_one_changes_it,
                payments_people_and_views_are_changed_as_they_were_seen,
                companies_and_the_organisation_are_changed_as_they_were_seen,
            }
            comment {
                a_comment_is_counted_and_told_in_the_log,
                only_the_author_edits_a_comment,
                a_comment_on_nothing_is_refused,
                whoever_is_mentioned_is_noted_once,
            }
            person {
                an_address_is_taken_once_in_an_organisation,
                a_new_password_ends_all_sessions,
                sessions_are_extended_and_ended,
                sessions_that_are_over_are_cleared_away,
                a_person_comes_back_as_they_were_added_and_changed,
                the_last_administrator_stays,
                a_person_goes_with_whatever_lets_them_in,
                a_letter_lets_in_once_and_not_for_ever,
                a_new_password_keeps_the_session_it_was_set_in,
            }
            factor {
                a_code_is_taken_once_and_none_before_it,
                recovery_codes_are_used_up,
                passkeys_are_found_by_what_the_device_calls_them,
            }
            door {
                what_is_tried_too_often_waits,
                tries_are_counted_exactly_by_many_at_once,
                a_step_is_taken_once_and_expires,
            }
            mandate {
                mandates_are_told_in_the_order_in_which_they_changed,
            }
            price {
                prices_come_back_and_go,
                a_price_takes_the_place_of_the_same_one,
                rates_come_back_latest_first_and_go,
                anothers_prices_are_unknown,
            }
            annotation {
                annotations_come_back_latest_first_and_go,
                anothers_annotations_are_unknown,
            }
            api_key {
                a_key_comes_back_as_it_was_made,
                a_key_is_revoked_once_and_for_good,
                a_key_expires_at_the_earlier_moment,
                anothers_keys_are_unknown,
                a_token_stands_for_its_key_until_it_expires,
            }
            errand {
                an_errand_is_done_by_one_and_then_answered,
                the_parts_of_an_errand_are_each_done_once,
                what_is_noted_in_the_audit_log_is_noted_once,
                a_step_that_was_taken_is_not_taken_again,
                what_had_no_effect_may_be_tried_anew,
                a_secret_is_forgotten_and_an_answer_can_be,
                errands_go_when_their_time_is_over,
            }
            erasing {
                of_an_erased_document_stays_where_it_stood,
                what_a_hold_holds_is_not_erased,
                a_released_hold_about_what_is_erased_goes_with_it,
                what_was_erased_is_known_when_it_comes_again,
                bytes_go_with_the_last_document_that_names_them,
                a_customer_is_erased_unless_told_of_since,
                what_belongs_to_no_document_goes_by_its_age,
                anothers_documents_are_neither_held_nor_erased,
            }
            extract {
                files_and_letters_go_with_what_they_name,
                what_a_run_names_goes_also_while_it_is_being_made,
                a_payment_that_nobody_matched_takes_what_names_it,
                an_export_of_the_erased_is_no_more,
                letters_about_a_document_say_nothing_of_it_when_it_went,
                answers_of_receivers_go_with_the_document,
                anothers_extracts_stay,
            }
            audit {
                entries_are_numbered_and_linked_in_order,
                a_change_and_its_entry_are_there_both_or_neither,
                entries_from_many_tasks_are_one_chain,
                entries_are_filtered_paged_and_counted,
                erasing_contents_leaves_the_chain_whole,
                signed_heads_are_kept_newest_first,
                anothers_audit_log_is_unknown,
            }
            original {
                small_and_large_originals_come_back_unchanged,
                originals_that_stream_by_are_the_same_as_those_held,
                the_same_bytes_are_kept_once,
                bytes_that_were_never_recorded_are_unknown,
                outside_originals_are_listed_and_carried_elsewhere,
                bytes_that_nothing_names_are_swept_and_the_others_stay,
            }
            job {
                a_job_is_added_once_by_its_name_and_key,
                whoever_listens_hears_of_a_job,
                a_job_that_is_due_is_given_to_one_at_a_time,
                a_lease_that_ran_out_goes_to_another_and_counts_as_a_crash,
                whoever_lost_a_job_can_say_nothing_of_it,
                a_job_that_failed_comes_again_when_it_is_due_again,
                a_job_that_was_given_up_waits_for_a_person,
                a_job_is_done_or_comes_again,
                nobody_gets_the_job_of_another_who_looks_at_the_same_moment,
                anothers_jobs_are_unknown,
                what_waits_runs_and_was_given_up_is_counted,
            }
            export {
                an_export_comes_back_as_it_was_asked_for_and_ends_once,
                anothers_exports_are_unknown,
            }
            webhook {
                a_webhook_comes_back_as_it_was_made_and_changed,
                a_webhook_is_told_of_what_comes_after_it,
                one_node_at_a_time_attends_to_a_webhook,
                of_one_document_the_earlier_goes_first,
                a_delivery_that_failed_waits_and_what_follows_waits_with_it,
                whoever_lost_a_webhook_can_say_nothing_of_it,
                what_was_given_up_is_sent_again,
                a_webhook_that_is_disabled_is_left_alone_until_it_is_enabled,
                old_deliveries_go_with_their_attempts,
                anothers_webhooks_are_unknown,
                what_waits_for_receivers_and_was_given_up_is_counted,
            }
            letter {
                a_letter_is_queued_once_with_its_job,
                what_a_letter_says_comes_back_in_one_piece_and_goes_when_it_was_sent,
                a_letter_that_was_refused_waits_for_a_person,
                letters_are_found_by_the_beginning_of_their_keys,
                letters_that_are_settled_are_cleared_away,
                anothers_letters_are_unknown,
                letters_that_wait_and_were_refused_are_counted,
            }
            report {
                a_report_comes_back_as_it_was_put,
                a_due_report_is_run_once_for_its_period,
                the_files_of_a_run_come_back_as_they_were_kept,
                a_run_goes_with_its_files,
                runs_of_long_ago_are_cleared_away,
                what_was_known_at_a_moment_stands_as_it_stood,
                what_was_learned_later_is_found_wherever_it_lies,
                whoever_unsubscribed_stays_so_until_asked_back,
                anothers_reports_are_unknown,
            }
            link {
                a_link_opens_until_it_is_revoked_or_expires,
                a_view_is_told_once_a_day_and_counted_each_time,
                a_link_is_erased_with_its_document,
                links_are_allowed_company_by_company,
                anothers_links_are_unknown,
            }
            tenant {
                anothers_documents_are_unknown,
                anothers_payments_are_unknown,
                anothers_files_are_unknown,
                anothers_people_and_comments_are_unknown,
                the_same_keys_in_two_organisations_do_not_meet,
            }
            backup {
                the_newest_backup_is_remembered,
            }
            bulk {
                rows_are_done_once_and_counted,
                old_ones_go_with_their_rows,
                nothing_is_left_of_what_is_erased,
                anothers_are_unknown,
            }
            follow_up {
                a_document_is_given_and_seen_to_and_the_log_tells,
                given_anew_it_is_passed_on,
                open_ones_are_paged_by_day_and_counted,
                closed_ones_are_paged_last_first,
                they_go_with_the_document,
                anothers_follow_ups_are_unknown,
            }
            resend {
                it_is_told_once_and_changes_nothing_else,
                of_nothing_and_of_anothers_it_is_refused,
            }
            view {
                a_view_comes_back_as_it_was_saved_and_changed,
                a_list_opens_with_a_view_until_it_is_gone,
                what_only_one_person_has_goes_with_them,
                a_view_about_somebody_goes_when_they_are_erased,
                anothers_views_are_unknown,
            }
            upkeep {
                a_sound_record_passes_every_check,
                volume_counts_everything,
                nothing_can_be_asked_of_a_closed_record,
                the_database_tells_its_engine_and_its_size,
            }
        }
    };
}

every_case!(sqlite: fresh_sqlite);
every_case!(postgres: fresh_postgres);
