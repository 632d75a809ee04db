"""The people's side: what somebody with a phone can do, over HTTP, for the page and the tests."""
