"""What is known: the nouns of the road, the ontology, values, the graph. Imports none of the other packages."""
