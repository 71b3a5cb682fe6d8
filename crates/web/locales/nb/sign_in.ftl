sign-in-title = Logg inn
sign-in-email = E-postadresse
sign-in-password = Passord
sign-in-submit = Logg inn
sign-in-wrong = E-postadressen eller passordet er feil
sign-in-signed-out = Du er logget ut.
sign-in-about = Fra mottatt til betalt: hva som skjedde med hvert dokument dere har sendt, i alle kanaler.
sign-in-too-often = { $minutes ->
    [one] Det er prøvd for mange ganger. Vent et minutt.
   *[other] Det er prøvd for mange ganger. Vent { $shown } minutter.
}
sign-in-password-set = Passordet er satt. Logg inn med det.
sign-in-forgotten = Glemt passordet?
sign-in-code-title = Skriv koden
sign-in-code-about = Appen på telefonen viser en kode på seks siffer. Har du ikke appen, bruk en gjenopprettingskode.
sign-in-code = Kode
sign-in-code-wrong = Koden er feil eller brukt. Vent på den neste og prøv igjen.
sign-in-from-the-beginning = Begynn på nytt
sign-in-organisation-title = Velg organisasjon
sign-in-organisation-about = Du har tilgang til flere.
reset-title = Nytt passord
reset-about = Skriv e-postadressen din, så får du en lenke til å velge nytt passord. Den virker én gang, i en time.
reset-submit = Send lenken
reset-sent = Hvis adressen har tilgang her, er lenken på vei.
letter-unknown-title = Lenken virker ikke
letter-unknown = Den er brukt, for gammel eller ufullstendig. Lenker virker én gang.
letter-ask-new = Be om en ny lenke
letter-invitation-title = Velkommen til { $organisation }
letter-reset-title = Velg nytt passord
letter-about = Du logger inn som { $email }.
letter-submit = Lagre passordet
prove-title = Er det deg?
prove-about = Det du skal gjøre, er viktig. Skriv passordet ditt, eller en kode fra appen.
prove-secret = Passord eller kode
prove-wrong = Det er ikke riktig.
prove-submit = Fortsett
