"""What can be measured of a running bot, counted once below all doors and handed out frozen."""
