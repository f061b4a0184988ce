"""What `kiosk printers …` does for whoever installs and repairs printers."""
