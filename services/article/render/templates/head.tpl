{{%AUTOESCAPE context="HTML"}}<title>{{TITLE}}</title>
{{#DESCRIPTION}}<meta name="description" content="{{DESCRIPTION_TEXT}}">
{{/DESCRIPTION}}{{#NOINDEX}}<meta name="robots" content="noindex">
{{/NOINDEX}}<link rel="canonical" href="{{CANONICAL_URI:x-byline-uri}}">
<meta property="og:type" content="article">
<meta property="og:title" content="{{TITLE}}">
{{#DESCRIPTION}}<meta property="og:description" content="{{DESCRIPTION_TEXT}}">
{{/DESCRIPTION}}<meta property="og:url" content="{{CANONICAL_URI:x-byline-uri}}">
{{#SITE}}<meta property="og:site_name" content="{{SITE_NAME}}">
{{/SITE}}{{#OG_IMAGE}}<meta property="og:image" content="{{OG_IMAGE_URI:x-byline-uri}}">
{{/OG_IMAGE}}{{#LOCALE}}<meta property="og:locale" content="{{LOCALE_TEXT}}">
{{/LOCALE}}{{#PUBLISHED}}<meta property="article:published_time" content="{{PUBLISHED_TIME}}">
{{/PUBLISHED}}{{#UPDATED}}<meta property="article:modified_time" content="{{UPDATED_TIME}}">
{{/UPDATED}}{{#SECTION}}<meta property="article:section" content="{{SECTION_NAME}}">
{{/SECTION}}{{#TAG}}<meta property="article:tag" content="{{TAG_NAME}}">
{{/TAG}}<script type="application/ld+json">{{>JSON_LD}}</script>
