"""What is done with assessments and with instruments: waves, ranks, sensitivity, planning, cases."""
