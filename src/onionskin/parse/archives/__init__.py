"""Archives and containers of members: who owns which byte."""
