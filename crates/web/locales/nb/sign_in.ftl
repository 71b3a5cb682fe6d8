sign-in-title = Logg inn
sign-in-email = E-postadresse
sign-in-password = Passord
sign-in-submit = Logg inn
sign-in-wrong = E-postadressen eller passordet er feil
sign-in-signed-out = Du er logget ut.
sign-in-about = Fra mottatt til betalt: hva som skjedde med hvert dokument dere har sendt, i alle kanaler.
