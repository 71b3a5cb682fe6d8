sign-in-title = Sign in
sign-in-email = E-mail address
sign-in-password = Password
sign-in-submit = Sign in
sign-in-wrong = The e-mail address or the password is wrong
sign-in-signed-out = You are signed out.
sign-in-about = From received to paid: what became of every document you have sent, over every channel.
sign-in-too-often = { $minutes ->
    [one] It was tried too many times. Wait a minute.
   *[other] It was tried too many times. Wait { $shown } minutes.
}
sign-in-password-set = The password is set. Sign in with it.
sign-in-forgotten = Forgotten the password?
sign-in-code-title = Type the code
sign-in-code-about = The app on your phone shows a code of six digits. If you do not have it, use a recovery code.
sign-in-code = Code
sign-in-code-wrong = The code is wrong or was used. Wait for the next one and try again.
sign-in-from-the-beginning = Begin anew
sign-in-organisation-title = Choose an organisation
sign-in-organisation-about = You have access to several.
reset-title = New password
reset-about = Write your e-mail address and you will get a link to choose a new password. It works once, for an hour.
reset-submit = Send the link
reset-sent = If the address has access here, the link is on its way.
letter-unknown-title = The link does not work
letter-unknown = It was used, is too old, or incomplete. Links work once.
letter-ask-new = Ask for a new link
letter-invitation-title = Welcome to { $organisation }
letter-reset-title = Choose a new password
letter-about = You sign in as { $email }.
letter-submit = Save the password
prove-title = Is it you?
prove-about = What you are about to do matters. Type your password, or a code from the app.
prove-secret = Password or code
prove-wrong = That is not right.
prove-submit = Go on
