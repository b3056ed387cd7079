"""What can be said of a bundle before anybody asks for it: no circle, every set can finish, how long at most. Pure."""
