"""From views to nodes: the late parts of cards, and the shape of cards in HTML."""
