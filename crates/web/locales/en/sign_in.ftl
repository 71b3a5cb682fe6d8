sign-in-title = Sign in
sign-in-email = E-mail address
sign-in-password = Password
sign-in-submit = Sign in
sign-in-wrong = The e-mail address or the password is wrong
sign-in-signed-out = You are signed out.
sign-in-about = From received to paid: what became of every document you have sent, over every channel.
