{{%AUTOESCAPE context="HTML"}}<title>{{LIST_TITLE}}{{#SITE}} - {{SITE_NAME}}{{/SITE}}</title>
{{#NOINDEX}}<meta name="robots" content="noindex">
{{/NOINDEX}}{{#CANONICAL}}<link rel="canonical" href="{{CANONICAL_URI:x-byline-uri}}">
<meta property="og:url" content="{{CANONICAL_URI:x-byline-uri}}">
{{/CANONICAL}}<meta property="og:type" content="website">
<meta property="og:title" content="{{LIST_TITLE}}">
{{#SITE}}<meta property="og:site_name" content="{{SITE_NAME}}">
{{/SITE}}
