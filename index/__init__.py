"""Finding passages and statements by words and by meaning."""
