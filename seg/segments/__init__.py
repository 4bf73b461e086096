"""Customers x dimensions -> encoded matrix -> clusters -> choice of k -> verdict -> map -> profiles -> names."""
