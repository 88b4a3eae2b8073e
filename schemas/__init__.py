"""The JSON Schemas; a package so that an installed handbok finds them too."""
