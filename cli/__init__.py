"""The commands: one short file each, and the only place besides the dashboard that joins the layers."""
