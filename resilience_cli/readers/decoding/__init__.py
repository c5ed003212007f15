"""Cells -> declared values, reasons and people."""
