/** The questions that the explorer opens with, one tab each. Every one works on any archive as it stands. */
export const EXAMPLES: { query: string }[] = [
  {
    query: `# Everything the archive finds for some words, with the words that show why.
query Search($query: String! = "meeting") {
  search(query: $query, first: 5) {
    total
    facets {
      name
      values {
        label
        count
      }
    }
    edges {
      node {
        kind
        title {
          text
        }
        snippet {
          text
          marks {
            start
            end
          }
        }
      }
    }
  }
}
`,
  },
  {
    query: `# The latest meetings: who presided and spoke, in which role, and the words each value came from.
query LatestMeetings {
  meetings(first: 3) {
    totalCount
    edges {
      node {
        id
        title
        heldOn
        heldPrecision
        heldBasis
        body {
          name
        }
        appearances {
          part
          role
          groupName
          person {
            name
          }
        }
        evidence {
          field
          value
          printed
          method
        }
      }
    }
  }
}
`,
  },
  {
    query: `# Quotations: the sentence of the speech, and the passage it repeats.
query Citations {
  citations(first: 10, filter: { state: [RESOLVED] }) {
    totalCount
    edges {
      node {
        printed
        methods
        fidelity
        sentence {
          text
        }
        studyText {
          title
        }
        passage {
          locator
          text
        }
      }
    }
  }
}
`,
  },
  {
    query: `# Works that are cited and that the archive does not hold, the most cited first.
query Wanted {
  wantedWorks(first: 10) {
    totalCount
    edges {
      node {
        title
        citationCount
        sourceCount
        locators
      }
    }
  }
}
`,
  },
  {
    query: `# Set phrases: how often each was used, year by year.
query Phrases {
  phrases(first: 10) {
    edges {
      node {
        canonical
        occurrenceCount
        firstUsedOn
        firstUsedPrecision
        lastUsedOn
        lastUsedPrecision
        byYear {
          year
          count
        }
      }
    }
  }
}
`,
  },
  {
    query: `# How much the archive holds, and how fresh it is.
query Archive {
  archive {
    name
    isSample
    counts {
      sources
      meetings
      speeches
      studyTexts
      passages
      citations
    }
    engine
    indexedUpTo
    lastImportAt
  }
}
`,
  },
];
