"""The engines that the index can live in, behind one interface (`engine.Engine`)."""
