"""The ways by which messages leave, one file each; every one raises DeliveryError where a message was not taken."""
