//! The words that personas are made of.

/// Given names.
pub(super) const GIVEN: &[&str] = &[
    "Anna",
    "Łukasz",
    "Grace",
    "José",
    "Mei",
    "Søren",
    "Priya",
    "Thomas",
    "Zoë",
    "Мария",
    "Kofi",
    "Ingrid",
    "太郎",
    "Nadia",
    "Oliver",
    "Αλέξανδρος",
    "Fatima",
    "Renée",
    "Marcus",
    "שרה",
];

/// Surnames.
pub(super) const SURNAMES: &[&str] = &[
    "Andersson",
    "O'Neill",
    "Nakamura",
    "García Márquez",
    "Smith",
    "Wójcik",
    "Okafor",
    "van der Berg",
    "Müller",
    "Иванова",
    "Chen",
    "Haddad",
    "Björk",
    "Patel",
    "Fitzgerald",
    "Παπαδόπουλος",
    "Lindqvist",
    "山田",
    "Moreau",
    "כהן",
];

/// Parts of mail addresses, ASCII.
pub(super) const MAILBOXES: &[&str] = &[
    "anna.andersson",
    "l.wojcik",
    "grace",
    "jose.garcia",
    "mei.chen",
    "soren",
    "priya.patel",
    "t.smith",
    "zoe.moreau",
    "ivanova.m",
    "kofi.okafor",
    "ingrid",
    "taro.yamada",
    "n.haddad",
    "oliver.fitzgerald",
    "alex.p",
    "fatima",
    "renee",
    "marcus.muller",
    "sarah",
];

/// Companies.
pub(super) const COMPANIES: &[&str] = &[
    "Brown & Sons",
    "Contoso",
    "Litware",
    "Fabrikam, Inc.",
    "Ümlaut GmbH",
    "Wide World Importers",
    "Proseware",
    "Tailspin Toys",
    "Lucerne & Partner AG",
    "Coho Winery",
];

/// Domains of mail addresses, one for each company.
pub(super) const DOMAINS: &[&str] = &[
    "brown.example",
    "contoso.example",
    "litware.example",
    "fabrikam.example",
    "umlaut.example",
    "wideworld.example",
    "proseware.example",
    "tailspin.example",
    "lucerne.example",
    "coho.example",
];

/// Titles.
pub(super) const TITLES: &[&str] = &[
    "Engineer",
    "Head of Sales",
    "R&D Lead",
    "Accountant",
    "Geschäftsführer",
    "Consultant",
    "Office Manager",
    "Analyst",
];

/// Streets, cities and countries.
pub(super) const PLACES: &[(&str, &str, &str)] = &[
    ("12 Harbour Street", "Cork", "Ireland"),
    ("Hauptstraße 7", "Köln", "Germany"),
    ("1 Chome-1-2 Oshiage", "Tokyo", "Japan"),
    ("Rua da Graça 41", "Lisboa", "Portugal"),
    ("400 Pine Street", "Seattle", "United States"),
    ("Kungsgatan 55", "Malmö", "Sweden"),
];
