"""Charts as SVG drawings, pure: points in, coordinates out; templates write them down."""
