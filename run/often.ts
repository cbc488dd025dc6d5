/** Among so many of the last runs that have looked, red in so many of them is no chance, though no two follow each other. */
export const among = 6;
export const often = 3;
