# Who holds the phones in the demonstration: first name and last name

demo-owner = Irene Falcon
demo-owner-note = Owner
demo-manager = Alex Grove
demo-colleague = Mary Swan
demo-manager-note = Manager
demo-client = Anna Cole
demo-client-note = Client
