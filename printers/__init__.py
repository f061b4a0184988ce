"""Receipt printers: layout, ESC/POS, devices and the loop that drains print jobs. See README.md."""
