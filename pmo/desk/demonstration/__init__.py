"""The demonstration organisation, brought to each stage by the services that people use."""
