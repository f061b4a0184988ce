"""The self-check's questions, one function each: a fact into a verdict, a finding and a remedy."""
