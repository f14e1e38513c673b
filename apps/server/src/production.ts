// Imported before all else: graphql looks at this while it is loaded, and outside of production checks every value twice.
process.env.NODE_ENV ??= "production";
