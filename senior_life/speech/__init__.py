"""The mouth: sentences with readings become short sounds, clause by clause."""
