"""A receipt printer in software, seen only through its wire: the judge of what the terminal sends."""
