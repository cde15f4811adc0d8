"""Decision rules: small scalar functions, plain Python and compilable, one idea a file."""
