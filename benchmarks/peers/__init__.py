"""What stands beside our timeline in `browser_peers.py`, and the hand that moves all of them."""
