//! The one integration binary; each module drives the program or the library as a user would.
