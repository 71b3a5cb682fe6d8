# The error pages: what happened, and what to do.

error-reference = Reference:
error-way-overview = Go to the overview
error-way-documents = Go to the documents
error-way-sign-in = Go to sign-in

error-not-found-title = There is no such page
error-not-found-what = There is nothing at this address, or it has been erased.
error-not-found-try = Check the address, or search for the document by number or KID.

error-method-title = That cannot be done here
error-method-what = The address exists, but cannot be used in this way.
error-method-try = Go to the page again from the menu.

error-malformed-title = The request was not understood
error-malformed-what = What was sent is nothing that a page of Utsyn sends.
error-malformed-try = Go back, reload the page and try again.

error-cross-site-title = The form came from another site
error-cross-site-what = For safety, Utsyn takes forms from its own pages only. Nothing was changed.
error-cross-site-try = Open the page in Utsyn and try from there.

error-forbidden-title = You may not do this
error-forbidden-what = Your role in the organisation does not allow it. Nothing was changed.
refusal-forbidden = It takes the right “{ $right }”.
error-forbidden-try = Ask an administrator of your organisation.

error-stale-form-title = The form is too old
error-stale-form-what = The page was opened before you last signed in. Nothing was changed.
error-stale-form-try = Go back, reload the page and send the form again.

error-too-large-title = That is too much at once
error-too-large-what = What was sent is larger than Utsyn takes in one request. Nothing was stored.
error-too-large-try = Split it up and try again.

error-timed-out-title = It took too long
error-timed-out-what = The answer was not ready in time.
error-timed-out-try = Try again in a moment.

error-invalid-title = That cannot be done
error-invalid-what = Utsyn cannot do what was asked.
error-invalid-try = Go back, correct it and try again.

error-conflict-title = Something has changed
error-conflict-what = What you wanted to do does not fit what is stored now.
error-conflict-try = Reload the page and see how things stand.

error-unavailable-title = Not just now
error-unavailable-what = Utsyn cannot answer at the moment. Nothing was changed.
error-unavailable-try = Try again in a moment.

error-broken-title = Something went wrong on our side
error-broken-what = It is not your fault. The error is logged under the reference below.
error-broken-try = Try again. If it keeps happening, give the reference to whoever runs Utsyn.

refusal-unavailable = The store is busy or does not answer, or the disk is full.
refusal-already_exists = It is there already.
refusal-cursor-invalid = The address points to a page that is no longer there. Start from the first page.
refusal-comment-empty = Write something first
refusal-comment-too_long = The comment is too long
refusal-comment-mention = Choose somebody who may see the document, by their whole name.
refusal-resend-channel = The company does not send on this channel. Choose another, or tick it in the settings of the company
refusal-changed = It has changed since you looked. Look at the page again
refusal-payment-already_matched = The payment belongs to a document already. Release it from that one first
refusal-payment-not_matched = The payment belongs to no document, so there is nothing to release
refusal-payment-cannot_match = The document asks for no payment in this currency
