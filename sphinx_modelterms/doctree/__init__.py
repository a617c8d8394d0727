"""The nodes of cards and links, with the visitors that write them."""
