"""What one installation keeps of the exchange: messages out and in, in order; keys; what is compared afterwards."""
