"""One log-in for both sides (一地认证、全网通办): where a person has an account vouches for them at the other."""
