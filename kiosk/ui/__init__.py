"""The screens. Importing this package costs nothing: its modules come in the order the start needs them."""
