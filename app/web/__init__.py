"""Routes, forms, contexts, rendering, security: knows HTTP and nothing else."""
