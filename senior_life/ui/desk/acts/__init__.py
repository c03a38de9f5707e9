"""What staff do, one verb each; an act gives what is shown next."""

from senior_life.ui.desk.acts.staff import log_in, log_out, show_password, wear

__all__ = ["log_in", "log_out", "show_password", "wear"]
