"""A read-only web view of an embedded store; `kg.serve.app.create_app` makes the application."""
