"""Ways to a language model, one file each; all raise CallFault and nothing else."""
