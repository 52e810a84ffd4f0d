"""Who acts: the subject and the free phrases of each verb, also where they are left out."""
