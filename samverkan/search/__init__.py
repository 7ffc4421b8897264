"""The search room: Bank → index → ranked hits. Swedish analysis, ranking and its judge."""
