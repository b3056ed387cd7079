"""The second installation of the demonstration and of the tests: 广安, with data of its own."""
