"""The handbook as pages: documents as Markdown for any generator, and what is done to the HTML afterwards."""
