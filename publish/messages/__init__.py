"""What messages say, in their reader's language: items, mails, short texts and the body of a webhook."""
