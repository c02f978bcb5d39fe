"""Every question that crosses the pipe and its answer, declared once for both ends; one codec for all."""
