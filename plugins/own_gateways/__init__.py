"""A district's own gateways: fees go to its treasury, text messages through its own operator."""
